package dev.runtimeagent.application.port;

/** Leaderships with a defect each, which the contract has to find. */
final class PlantedLeaderships {
  private PlantedLeaderships() {}

  static final class Throws implements LeadershipContract {
    @Override
    public Leadership contender() {
      return _ -> {
        throw new IllegalStateException("secret-1");
      };
    }
  }

  static final class GivesNoAnswer implements LeadershipContract {
    @Override
    @SuppressWarnings("NullAway")
    public Leadership contender() {
      return _ -> null;
    }
  }
}
