package dev.runtimeagent.application.simulation;

import dev.runtimeagent.application.port.Alarm;
import dev.runtimeagent.application.port.ApplicationTarget;
import dev.runtimeagent.application.port.Certificates;
import dev.runtimeagent.application.port.Chance;
import dev.runtimeagent.application.port.Clock;
import dev.runtimeagent.application.port.ConfigurationSource;
import dev.runtimeagent.application.port.ConnectionDocuments;
import dev.runtimeagent.application.port.Connector;
import dev.runtimeagent.application.port.CredentialStore;
import dev.runtimeagent.application.port.Director;
import dev.runtimeagent.application.port.EnrolmentJournal;
import dev.runtimeagent.application.port.EventRecorder;
import dev.runtimeagent.application.port.Pause;
import dev.runtimeagent.application.port.SigningRequests;
import dev.runtimeagent.application.port.Workers;

/** All that the core needs from outside. */
public record Ports(
    Compass compass, Home home, ApplicationTarget target, Machine machine, EventRecorder recorder) {
  /** Compass, and what goes with it. */
  public record Compass(
      Connector connector,
      Director director,
      SigningRequests signingRequests,
      Certificates certificates) {}

  /** What is durable on the Runtime's side. */
  public record Home(
      ConfigurationSource configuration,
      CredentialStore credentials,
      EnrolmentJournal journal,
      ConnectionDocuments documents) {}

  /** Time, chance and work. */
  public record Machine(Clock clock, Pause pause, Alarm alarm, Chance chance, Workers workers) {}
}
