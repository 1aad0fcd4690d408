package dev.runtimeagent.compass.director;

import static dev.runtimeagent.application.port.CompassFixture.REQUEST_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.port.Director.Access;
import dev.runtimeagent.application.port.Director.PageRequest;
import dev.runtimeagent.compass.ScriptedCompass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pins the questions: what is asked for is used, and values are variables (W-09). */
class QueriesTest {
  @Test
  void asksForTheFieldsThatAreUsedAndNoOthers() {
    assertThat(names(Queries.APPLICATIONS))
        .containsExactlyInAnyOrder(
            "runtime",
            "labels",
            "applicationsForRuntime",
            "data",
            "id",
            "name",
            "description",
            "auths",
            "bundles",
            "instanceAuthRequestInputSchema",
            "defaultInstanceAuth",
            "credential",
            "__typename",
            "BasicCredentialData",
            "username",
            "password",
            "OAuthCredentialData",
            "clientId",
            "clientSecret",
            "url",
            "additionalHeaders",
            "additionalQueryParams",
            "requestAuth",
            "csrf",
            "tokenEndpointURL",
            "apiDefinitions",
            "targetURL",
            "eventDefinitions",
            "pageInfo",
            "endCursor",
            "hasNextPage",
            "totalCount");
  }

  @Test
  void saysHowManyAtEveryLevel() {
    assertThat(Queries.APPLICATIONS)
        .contains(
            "applicationsForRuntime(runtimeID: $runtime, first: $first, after: $after)",
            "bundles(first: $nested)",
            "apiDefinitions(first: $nested)",
            "eventDefinitions(first: $nested)");
  }

  @Test
  void sendsValuesAsVariables(@TempDir Path folder) throws IOException, InterruptedException {
    try (var compass = new ScriptedCompass(folder)) {
      compass.answers(200, "{}");
      var director = new GraphqlDirector(compass.http(), 1 << 20);

      director.applications(
          new Access(
              compass.url(),
              ScriptedCompass.credential(),
              "\") { labels } # \\",
              Optional.empty(),
              REQUEST_ID),
          new PageRequest(7, Optional.of("c\"\n"), 3));

      var body =
          Optional.ofNullable(compass.server().takeRequest().getBody())
              .map(ByteString::utf8)
              .orElse("");
      assertThat(body)
          .endsWith(
              "\"variables\":{\"runtime\":\"\\\") { labels } # \\\\\",\"first\":7,"
                  + "\"after\":\"c\\\"\\n\",\"nested\":3}}")
          .doesNotContain("operationName");
    }
  }

  private static Set<String> names(String query) {
    var fields = query.substring(query.indexOf('{')).replaceAll("\\([^)]*\\)|\\.\\.\\. on", " ");
    var names = new TreeSet<String>();
    var matcher = Pattern.compile("[A-Za-z_]+").matcher(fields);
    while (matcher.find()) {
      names.add(matcher.group());
    }
    return names;
  }
}
