package dev.runtimeagent.application.credential;

import dev.runtimeagent.application.port.Chance;
import java.util.UUID;

/** Values of {@code x-request-id}, by which a request is found again in Compass' logs. */
public final class RequestIds {
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final Chance chance;

  public RequestIds(Chance chance) {
    this.chance = chance;
  }

  public String next() {
    var high = (bits() & ~0xF000L) | VERSION_4;
    var low = (bits() & ~0xC000_0000_0000_0000L) | VARIANT;
    return new UUID(high, low).toString();
  }

  private long bits() {
    return ((long) (chance.next() * (1L << 32)) << 32) | (long) (chance.next() * (1L << 32));
  }
}
