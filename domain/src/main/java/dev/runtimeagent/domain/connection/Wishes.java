package dev.runtimeagent.domain.connection;

/**
 * What is wished for, once what is being done now is done.
 *
 * @param resync whether to synchronize once more
 * @param reconnect whether to connect anew
 */
public record Wishes(boolean resync, boolean reconnect) {
  static final Wishes NONE = new Wishes(false, false);

  Wishes resync(boolean wished) {
    return new Wishes(wished, reconnect);
  }

  Wishes reconnect(boolean wished) {
    return new Wishes(resync, wished);
  }
}
