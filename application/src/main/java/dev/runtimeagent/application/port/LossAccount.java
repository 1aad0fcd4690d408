package dev.runtimeagent.application.port;

import dev.runtimeagent.domain.plan.LossRecord;
import java.util.Optional;

/** For keeping account of losses over restarts. What cannot be accounted for is not deleted. */
public interface LossAccount {
  /** The account as last saved, or {@link LossRecord#NONE}. */
  LossRecord load();

  /**
   * Makes the account durable.
   *
   * @return what kept it from being saved, in words, or empty
   */
  Optional<String> save(LossRecord account);
}
