package dev.runtimeagent.application.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Gives each test an agent in virtual time, and a Compass that lists ten Applications. */
abstract class AmongTenApplications {
  final VirtualAgent agent = new VirtualAgent();

  @BeforeEach
  void list() {
    agent.list(10);
  }

  @AfterEach
  void nothingWentWrongInside() {
    assertThat(agent.life.events.defects()).isEmpty();
  }
}
