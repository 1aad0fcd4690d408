package dev.runtimeagent.examples.nginx;

import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.Watch;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.Sha256;
import dev.runtimeagent.domain.catalog.Application;
import dev.runtimeagent.domain.plan.ApplicationName;
import dev.runtimeagent.domain.plan.HeldApplication;
import dev.runtimeagent.examples.nginx.Gateway.Found;
import dev.runtimeagent.examples.nginx.Gateway.Step;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/**
 * Applications as locations of one nginx. What is held is what nginx serves: a file that it has not
 * taken, because it does not run for one, has another digest, so that it is seen to.
 */
final class NginxTarget implements ApplicationTarget {
  private static final int LONGEST_NAME = 200;
  private static final String MEANWHILE = " changed meanwhile; the next sync looks again";

  private final Gateway gateway;
  private final Pause pause;

  NginxTarget(Gateway gateway, Pause pause) {
    this.gateway = gateway;
    this.pause = pause;
  }

  @Override
  public Holdings holdings() {
    try {
      var state = gateway.state();
      var held = new ArrayList<HeldApplication>();
      state.files().forEach((name, found) -> held.add(held(name, found, state)));
      return new Holdings.Held(held);
    } catch (IOException e) {
      return new Holdings.Unknown("cannot read " + gateway.layout().root() + ": " + e);
    }
  }

  @Override
  public Fit fit(Application application, String name) {
    try {
      var rendered = render(application, name);
      return new Fit.Fits(Sha256.hex(rendered.text().reveal()), rendered.remarks());
    } catch (Refused e) {
      return new Fit.Unfit(e.reason());
    }
  }

  @Override
  public Outcome create(Application application, String name) {
    return put(
        application,
        name,
        (text, found) ->
            found
                .filter(f -> !f.text().equals(text))
                .<Step>map(_ -> new Step.Refuse(file(name) + " came in between"))
                .orElse(new Step.Put(text)));
  }

  @Override
  public Outcome update(HeldApplication held, Application application) {
    var name = held.name();
    return put(
        application,
        name,
        (text, found) ->
            found
                .filter(f -> f.digest().equals(held.version()))
                .<Step>map(_ -> new Step.Put(text))
                .orElse(new Step.Refuse(file(name) + MEANWHILE)));
  }

  @Override
  public Outcome delete(HeldApplication held) {
    var name = held.name();
    return gateway.change(
        name,
        found ->
            found.isEmpty() || found.get().digest().equals(held.version())
                ? new Step.Remove()
                : new Step.Refuse(file(name) + MEANWHILE));
  }

  @Override
  public Watch watch(Runnable changed) {
    return Lookout.of(gateway, pause, changed);
  }

  @FunctionalInterface
  private interface Writing {
    Step step(SecretText text, Optional<Found> found);
  }

  private Outcome put(Application application, String name, Writing writing) {
    try {
      var text = render(application, name).text();
      return gateway.change(name, found -> writing.step(text, found));
    } catch (Refused e) {
      return new Outcome.Failed(e.reason());
    }
  }

  private static Rendered render(Application application, String name) throws Refused {
    if (!ApplicationName.isLegal(name) || name.length() > LONGEST_NAME) {
      throw new Refused("\"" + name + "\" is too long for the name of a file, or is none");
    }
    return Rendered.of(application, name);
  }

  private static HeldApplication held(String name, Found found, Gateway.State state) {
    var marking = Marking.read(found.text().reveal());
    return new HeldApplication(
        name,
        marking.map(Marking::id),
        marking.isPresent(),
        state.isServed(name, found) ? found.digest() : found.digest() + ", not served",
        marking.map(Marking::entries).orElse(Set.of()),
        marking.map(Marking::credentialBundles).orElse(Set.of()),
        found.digest());
  }

  private String file(String name) {
    return gateway.layout().application(name).toString();
  }
}
