package dev.runtimeagent.domain.plan;

import dev.runtimeagent.domain.catalog.Application;
import java.util.List;
import java.util.Optional;

/** A step that brings the Runtime nearer to what Compass lists. Each stands by itself. */
public sealed interface Change {
  /** Under what its failures and holds are remembered from one plan to the next. */
  String key();

  /** The name that operators know it by. */
  String name();

  Loss loss();

  /** How many Applications of ours there are more when it is done. */
  default int difference() {
    return switch (this) {
      case Create _ -> 1;
      case Update(var held, _, _) -> held.owned() ? 0 : 1;
      case Rename(var former, var present, _, _, _) ->
          1 - former.size() - (present.isPresent() ? 1 : 0);
      case Delete _ -> -1;
    };
  }

  /** Whether it takes nothing away, not even a name: it needs no proof that anything is gone. */
  default boolean takesNothing() {
    return switch (this) {
      case Create _ -> true;
      case Update(_, _, var loss) -> !loss.isAny();
      case Rename _, Delete _ -> false;
    };
  }

  /** A new Application. */
  record Create(Application application, String name) implements Change {
    @Override
    public String key() {
      return application.id();
    }

    @Override
    public Loss loss() {
      return Loss.NONE;
    }
  }

  /** Other content in the same place. */
  record Update(HeldApplication held, Application application, Loss loss) implements Change {
    @Override
    public String key() {
      return application.id();
    }

    @Override
    public String name() {
      return held.name();
    }
  }

  /**
   * Another name: first the new one whole, then the old ones go.
   *
   * @param present what is held under the new name already, if a rename broke off half-way
   */
  record Rename(
      List<HeldApplication> former,
      Optional<HeldApplication> present,
      Application application,
      String name,
      Loss loss)
      implements Change {
    public Rename {
      former = List.copyOf(former);
    }

    @Override
    public String key() {
      return application.id();
    }
  }

  /** What Compass does not list any more. */
  record Delete(HeldApplication held) implements Change {
    @Override
    public String key() {
      return held.applicationId().orElse("name " + held.name());
    }

    @Override
    public String name() {
      return held.name();
    }

    @Override
    public Loss loss() {
      return Loss.ofApplication();
    }
  }
}
