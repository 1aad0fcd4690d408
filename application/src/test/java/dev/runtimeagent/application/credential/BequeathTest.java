package dev.runtimeagent.application.credential;

import static dev.runtimeagent.application.port.StoredSamples.CREDENTIALS;
import static dev.runtimeagent.application.port.StoredSamples.NOW;
import static dev.runtimeagent.application.port.StoredSamples.ONLY_CURRENT;
import static dev.runtimeagent.application.port.StoredSamples.generation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runtimeagent.application.credential.CredentialCustody.Legacy;
import dev.runtimeagent.application.inmemory.Dial;
import dev.runtimeagent.application.inmemory.InMemoryCredentialStore;
import dev.runtimeagent.domain.SecretText;
import dev.runtimeagent.domain.connection.TokenHash;
import dev.runtimeagent.domain.connection.TokenLedger;
import dev.runtimeagent.domain.credential.Generation;
import dev.runtimeagent.domain.credential.StoredCredentials;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A credential that was not stored in time is stored late, and never over that of another. */
class BequeathTest {
  private static final TokenHash TOKEN = TokenHash.of(SecretText.of("token"));
  private static final Generation ISSUED = generation("issued", NOW);

  private final InMemoryCredentialStore store = new InMemoryCredentialStore();
  private final CredentialCustody custody = new CredentialCustody(store, Dial.atNoon());

  @Test
  void hasNothingToStoreWhereAllIsStored() {
    custody.load();
    custody.stageNext(ISSUED, Optional.of(TOKEN));
    store.credentials().refuseWrites("down");

    assertThat(custody.bequeath()).isEqualTo(new Legacy.Kept());
  }

  @Test
  void hasNothingToStoreButCredentials() {
    store.credentials().put(ONLY_CURRENT);
    custody.load();
    store.credentials().refuseWrites("down");
    custody.spend(TOKEN);

    assertThat(custody.bequeath()).isEqualTo(new Legacy.Kept());
  }

  @Test
  void putsNothingBackThatWasStoredAndIsGoneSince() {
    store.credentials().put(ONLY_CURRENT);
    custody.load();
    store.credentials().refuseWrites("down");
    custody.spend(TOKEN);
    store.credentials().recover();
    store.credentials().remove();

    assertThat(custody.bequeath()).isEqualTo(new Legacy.Kept());
    assertThat(store.credentials().content()).isEmpty();
  }

  @Test
  void tellsWhatKeepsItFromStoring() {
    issueWhileTheStoreIsAway();

    assertThat(custody.bequeath()).isEqualTo(new Legacy.Unstored("down"));
  }

  @Test
  void storesWhatItHasWhereNobodyStoredAnything() {
    issueWhileTheStoreIsAway();
    store.credentials().recover();

    assertThat(custody.bequeath()).isEqualTo(new Legacy.Kept());

    assertThat(stored().next()).contains(ISSUED);
    assertThat(stored().spentTokens()).extracting(TokenLedger.Spent::token).containsExactly(TOKEN);
    assertThat(custody.durabilityProblem()).isEmpty();
  }

  @Test
  void knowsAWriteThatArrived() {
    issueWhileTheStoreIsAway();
    store.credentials().recover();
    store.credentials().put(custody.stored());
    store.credentials().refuseWrites("no matter");

    assertThat(custody.bequeath()).isEqualTo(new Legacy.Kept());
  }

  @Test
  void addsItToWhatTheOtherAgentRemembersSince() {
    store.credentials().put(ONLY_CURRENT);
    issueWhileTheStoreIsAway();
    store.credentials().recover();
    var other = new TokenLedger.Spent(TokenHash.of(SecretText.of("other")), NOW);
    var losses = CREDENTIALS.losses();
    store
        .credentials()
        .put(
            new StoredCredentials(
                Optional.empty(),
                ONLY_CURRENT.current(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(other),
                losses));

    assertThat(custody.bequeath()).isEqualTo(new Legacy.Kept());

    assertThat(stored().next()).contains(ISSUED);
    assertThat(stored().current()).isEqualTo(ONLY_CURRENT.current());
    assertThat(stored().losses()).isEqualTo(losses);
    assertThat(stored().spentTokens())
        .extracting(TokenLedger.Spent::token)
        .containsExactly(other.token(), TOKEN);
  }

  @Test
  void leavesTheCredentialOfAnotherAgentAlone() {
    issueWhileTheStoreIsAway();
    store.credentials().recover();
    store.credentials().put(ONLY_CURRENT);

    assertThat(custody.bequeath()).isEqualTo(new Legacy.Overtaken());
    assertThat(stored()).isEqualTo(ONLY_CURRENT);
  }

  @Test
  void isTakenUpByWhoeverHasNone() {
    assertThat(custody.load()).isInstanceOf(Loaded.Nothing.class);

    store.credentials().put(ONLY_CURRENT);

    assertThat(custody.rehearse()).isEmpty();
    assertThat(custody.stored()).isEqualTo(ONLY_CURRENT);
  }

  private void issueWhileTheStoreIsAway() {
    custody.load();
    store.credentials().makeUnreadable("down");
    custody.stageNext(ISSUED, Optional.of(TOKEN));
  }

  private StoredCredentials stored() {
    return store.credentials().content().orElseThrow();
  }
}
