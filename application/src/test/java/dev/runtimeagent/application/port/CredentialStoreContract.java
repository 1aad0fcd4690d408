package dev.runtimeagent.application.port;

import static dev.runtimeagent.application.port.StoredSamples.CREDENTIALS;
import static dev.runtimeagent.application.port.StoredSamples.ONLY_CURRENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.domain.credential.StoredCredentials;
import org.junit.jupiter.api.Test;

/** What every credential store keeps to. */
public interface CredentialStoreContract extends StoreFaultRules<StoredCredentials> {
  /** The same store, opened afresh as after a restart. */
  CredentialStore open();

  /** Does what somebody does who puts there what cannot be understood. */
  void damage() throws Exception;

  /** The store, whose answers are looked at. */
  default CredentialStore observed() {
    return Observed.of(CredentialStore.class, open(), StoredSamples.SECRETS);
  }

  @Override
  default Stored<StoredCredentials> readAfresh() {
    return observed().load();
  }

  @Override
  default Writing writeAfresh(StoredCredentials content, String expected) {
    return observed().save(content, expected);
  }

  @Override
  default StoredCredentials sample() {
    return CREDENTIALS;
  }

  @Override
  default StoredCredentials otherSample() {
    return ONLY_CURRENT;
  }

  @Test
  @Rule("D 3: Missing means that it is certain that there is none.")
  default void isMissingBeforeAnythingWasSaved() {
    assertThat(observed().load()).isEqualTo(new Stored.Missing<>());
  }

  @Test
  @Rule("D 4.5: One update makes a credential the current one: what is written is there, whole.")
  default void givesBackAllThatWasSaved() {
    var written = observed().save(CREDENTIALS, Writing.ABSENT);

    assertThat(observed().load()).isEqualTo(new Stored.Found<>(CREDENTIALS, version(written)));
  }

  @Test
  @Rule("D 4.5: One update makes a credential the current one, and the former the previous.")
  default void replacesAllOfOursWithOneWrite() {
    var first = version(observed().save(CREDENTIALS, Writing.ABSENT));

    var second = observed().save(ONLY_CURRENT, first);

    assertThat(observed().load()).isEqualTo(new Stored.Found<>(ONLY_CURRENT, version(second)));
  }

  @Test
  @Rule("D 3: Missing is not unreadable, and empty is neither.")
  default void givesBackNoCredentialsIfNoneWereSaved() {
    observed().save(StoredCredentials.NONE, Writing.ABSENT);

    assertThat(observed().load())
        .isInstanceOfSatisfying(
            Stored.Found.class,
            found -> assertThat(found.content()).isEqualTo(StoredCredentials.NONE));
  }

  @Test
  @Rule("D 4.2: Every write carries the resource version.")
  default void refusesToWriteOverWhatTheWriterDidNotRead() {
    var first = version(observed().save(CREDENTIALS, Writing.ABSENT));
    observed().save(ONLY_CURRENT, first);

    assertThat(observed().save(CREDENTIALS, first)).isEqualTo(new Writing.Conflict());
    assertThat(observed().save(CREDENTIALS, Writing.ABSENT)).isEqualTo(new Writing.Conflict());
    assertThat(observed().load())
        .isInstanceOfSatisfying(
            Stored.Found.class, found -> assertThat(found.content()).isEqualTo(ONLY_CURRENT));
  }

  @Test
  @Rule("D 4.2: Every write carries the resource version.")
  default void refusesToWriteOverWhatVanished() {
    assertThat(observed().save(CREDENTIALS, "something")).isEqualTo(new Writing.Conflict());
  }

  @Test
  @Rule("D 3: Missing is not unreadable: nothing is overwritten that is not understood.")
  default void replacesDamageOnlyForWhoKnowsOfIt() throws Exception {
    damage();

    assertThat(observed().load()).isInstanceOf(Stored.Unreadable.class);
    assertThat(observed().save(CREDENTIALS, Writing.ABSENT)).isEqualTo(new Writing.Conflict());
    var written = observed().save(CREDENTIALS, Writing.DAMAGED);
    assertThat(observed().load()).isEqualTo(new Stored.Found<>(CREDENTIALS, version(written)));
    assertThat(observed().save(CREDENTIALS, Writing.DAMAGED)).isEqualTo(new Writing.Conflict());
  }

  @Test
  @Rule("D 5: The CA copy is repaired from the generation, never by rotation: it is kept apart.")
  default void keepsTheAuthoritiesApart() {
    observed().saveAuthorities("first");
    observed().saveAuthorities("second");

    assertThat(observed().loadAuthorities())
        .isInstanceOfSatisfying(
            Stored.Found.class, found -> assertThat(found.content()).isEqualTo("second"));
    assertThat(observed().load()).isEqualTo(new Stored.Missing<>());
  }

  @Test
  @Rule("D 4.1: A dry run of the real writes of the credential and journal.")
  default void rehearsesWithoutATrace() {
    assertThat(observed().rehearse()).isEmpty();
    assertThat(observed().load()).isEqualTo(new Stored.Missing<>());
  }

  private static String version(Writing writing) {
    return switch (writing) {
      case Writing.Written(var version) -> version;
      case Writing.Conflict _, Writing.Failed _ ->
          throw new AssertionError("not written: " + writing);
    };
  }
}
