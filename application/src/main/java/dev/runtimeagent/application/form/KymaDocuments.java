package dev.runtimeagent.application.form;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What an Application becomes in a Kyma Runtime.
 *
 * @param application the whole manifest, as for an Application that is new
 * @param secrets all of its Secrets, without owner
 * @param digest of all that is ours in it; that of {@link KymaForm#held} is equal if nothing is to
 *     be written
 * @param remarks what of it will not work, a sentence each
 */
public record KymaDocuments(
    String name,
    Map<String, Object> application,
    List<SecretDocument> secrets,
    String digest,
    List<String> remarks) {
  public KymaDocuments {
    application = Collections.unmodifiableMap(application);
    secrets = List.copyOf(secrets);
    remarks = List.copyOf(remarks);
  }
}
