package dev.runtimeagent.bootstrap.benchmark;

import dev.runtimeagent.sandbox.landscape.ApiDefinition;
import dev.runtimeagent.sandbox.landscape.Application;
import dev.runtimeagent.sandbox.landscape.Bundle;
import dev.runtimeagent.sandbox.landscape.BundleAuth;
import dev.runtimeagent.sandbox.landscape.Credential;
import java.util.List;
import java.util.stream.IntStream;

/** Applications of five bundles with three APIs each. */
final class Landscapes {
  private static final int BUNDLES = 5;
  private static final int APIS = 3;

  private Landscapes() {}

  static List<Application> of(int applications, boolean withCredentials) {
    return IntStream.range(0, applications)
        .mapToObj(number -> application("application-" + number, withCredentials))
        .toList();
  }

  private static Application application(String name, boolean withCredentials) {
    return Application.named(name)
        .withBundles(
            IntStream.range(0, BUNDLES)
                .mapToObj(number -> bundle(name, number, withCredentials))
                .toArray(Bundle[]::new));
  }

  private static Bundle bundle(String application, int number, boolean withCredentials) {
    Bundle bundle =
        Bundle.of("bundle-" + number)
            .withDescription("Bundle " + number + " of " + application)
            .withApis(
                IntStream.range(0, APIS)
                    .mapToObj(api ->
                        ApiDefinition.of(
                            "api-" + api,
                            "https://%s.example.com/%d/%d".formatted(application, number, api)))
                    .toList());
    return withCredentials
        ? bundle.withAuth(BundleAuth.of(new Credential.Basic("user-" + number, "password")))
        : bundle;
  }
}
