package dev.runtimeagent.kubernetes.lease;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any Lease, as if another client had left it. */
class LeaseRecordFuzzTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration TERM = Duration.ofSeconds(15);

  @FuzzTest
  void isTakenRenewedAndGivenBack(FuzzedDataProvider data) {
    var lease =
        new LeaseRecord(
            tree(
                "metadata", tree("annotations", tree(LeaseRecord.RELEASED_BY, value(data))),
                "spec",
                    tree(
                        "holderIdentity", value(data),
                        "leaseDurationSeconds", value(data),
                        "leaseTransitions", value(data),
                        "renewTime", value(data))));

    assertThat(lease.duration())
        .satisfies(duration -> duration.ifPresent(time -> assertThat(time).isPositive()));
    assertThat(lease.holder().isPresent() && lease.releasedBy().isPresent()).isFalse();
    var taken = lease.taken("me", TERM, NOW);
    assertThat(taken.isHeldBy("me")).isTrue();
    assertThat(taken.duration()).contains(TERM);
    assertThat(taken.renewed(TERM, NOW)).isNotEqualTo(taken);
    assertThat(taken.released("me", NOW).holder()).isEmpty();
    assertThat(taken.released("me", NOW).releasedBy()).contains("me");
  }

  private static @Nullable Object value(FuzzedDataProvider data) {
    return switch (data.consumeInt(0, 7)) {
      case 0 -> null;
      case 1 -> data.consumeLong();
      case 2 -> data.consumeInt();
      case 3 -> data.consumeDouble();
      case 4 -> data.consumeBoolean();
      case 5 -> List.of("a");
      case 6 -> tree("a", 1);
      default -> data.consumeString(20);
    };
  }

  private static Map<String, @Nullable Object> tree(@Nullable Object... pairs) {
    var tree = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      tree.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return tree;
  }
}
