package dev.runtimeagent.kubernetes.api;

import io.kubernetes.client.openapi.ApiClient;
import java.util.HashMap;

/**
 * The client without its serializer, which loads each of Kubernetes' model classes when it is made:
 * a thousand classes, a tenth of a second and 10 MiB, for objects that stay trees here.
 */
final class TreeClient extends ApiClient {
  @Override
  protected void init() {
    verifyingSsl = true;
    authentications = new HashMap<>();
    setUserAgent("runtime-agent");
  }
}
