package dev.runtimeagent.application.port;

import static dev.runtimeagent.application.port.StoredSamples.CREDENTIALS;
import static dev.runtimeagent.application.port.StoredSamples.ONLY_CURRENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.credential.StoredCredentials;
import org.junit.jupiter.api.Test;

/** What every credential store keeps to. */
public interface CredentialStoreContract {
  /** The same store, opened afresh as after a restart. */
  CredentialStore open();

  /** Does what somebody does who puts there what cannot be understood. */
  void damage() throws Exception;

  @Test
  default void isMissingBeforeAnythingWasSaved() {
    assertThat(open().load()).isEqualTo(new Stored.Missing<>());
  }

  @Test
  default void givesBackAllThatWasSaved() {
    var written = open().save(CREDENTIALS, Writing.ABSENT);

    assertThat(open().load()).isEqualTo(new Stored.Found<>(CREDENTIALS, version(written)));
  }

  @Test
  default void replacesAllOfOursWithOneWrite() {
    var first = version(open().save(CREDENTIALS, Writing.ABSENT));

    var second = open().save(ONLY_CURRENT, first);

    assertThat(open().load()).isEqualTo(new Stored.Found<>(ONLY_CURRENT, version(second)));
  }

  @Test
  default void givesBackNoCredentialsIfNoneWereSaved() {
    open().save(StoredCredentials.NONE, Writing.ABSENT);

    assertThat(open().load())
        .isInstanceOfSatisfying(
            Stored.Found.class,
            found -> assertThat(found.content()).isEqualTo(StoredCredentials.NONE));
  }

  @Test
  default void refusesToWriteOverWhatTheWriterDidNotRead() {
    var first = version(open().save(CREDENTIALS, Writing.ABSENT));
    open().save(ONLY_CURRENT, first);

    assertThat(open().save(CREDENTIALS, first)).isEqualTo(new Writing.Conflict());
    assertThat(open().save(CREDENTIALS, Writing.ABSENT)).isEqualTo(new Writing.Conflict());
    assertThat(open().load())
        .isInstanceOfSatisfying(
            Stored.Found.class, found -> assertThat(found.content()).isEqualTo(ONLY_CURRENT));
  }

  @Test
  default void refusesToWriteOverWhatVanished() {
    assertThat(open().save(CREDENTIALS, "something")).isEqualTo(new Writing.Conflict());
  }

  @Test
  default void replacesDamageOnlyForWhoKnowsOfIt() throws Exception {
    damage();

    assertThat(open().load()).isInstanceOf(Stored.Unreadable.class);
    assertThat(open().save(CREDENTIALS, Writing.ABSENT)).isEqualTo(new Writing.Conflict());
    var written = open().save(CREDENTIALS, Writing.DAMAGED);
    assertThat(open().load()).isEqualTo(new Stored.Found<>(CREDENTIALS, version(written)));
    assertThat(open().save(CREDENTIALS, Writing.DAMAGED)).isEqualTo(new Writing.Conflict());
  }

  @Test
  default void keepsTheAuthoritiesApart() {
    open().saveAuthorities("first");
    open().saveAuthorities("second");

    assertThat(open().loadAuthorities())
        .isInstanceOfSatisfying(
            Stored.Found.class, found -> assertThat(found.content()).isEqualTo("second"));
    assertThat(open().load()).isEqualTo(new Stored.Missing<>());
  }

  @Test
  default void rehearsesWithoutATrace() {
    assertThat(open().rehearse()).isEmpty();
    assertThat(open().load()).isEqualTo(new Stored.Missing<>());
  }

  private static String version(Writing writing) {
    return switch (writing) {
      case Writing.Written(var version) -> version;
      case Writing.Conflict _, Writing.Failed _ ->
          throw new AssertionError("not written: " + writing);
    };
  }
}
