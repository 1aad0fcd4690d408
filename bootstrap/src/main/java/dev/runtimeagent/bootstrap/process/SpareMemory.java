package dev.runtimeagent.bootstrap.process;

import java.util.function.LongSupplier;

/**
 * Gives back what the heap has grown by. The serial collector grows it with whatever outlives one
 * collection of the young, an answer of Compass at each synchronization, and shrinks it by a full
 * collection only, for which it waits until the heap is as large as it may be.
 */
public final class SpareMemory {
  /** A full collection takes some 30 ms; less growth than this part of the heap is not worth it. */
  private static final int WORTH = 20;

  private final LongSupplier heap;
  private final Runnable collection;
  private long kept;

  /**
   * Spares the memory of a heap.
   *
   * @param heap its size in bytes, whether used or not
   * @param collection makes it as small as it can be
   */
  public SpareMemory(LongSupplier heap, Runnable collection) {
    this.heap = heap;
    this.collection = collection;
  }

  /** Spares that of this process. */
  public static SpareMemory ofProcess() {
    return new SpareMemory(Runtime.getRuntime()::totalMemory, System::gc);
  }

  /** To be called now and then, while there is little to do. */
  public void look() {
    long now = heap.getAsLong();
    if (now - kept > now / WORTH) {
      collection.run();
      kept = heap.getAsLong();
    }
  }
}
