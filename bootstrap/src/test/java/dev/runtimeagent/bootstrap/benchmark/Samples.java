package dev.runtimeagent.bootstrap.benchmark;

import java.util.List;

/** What several runs of one thing measured; never empty. */
record Samples(List<Double> values) {

  Samples {
    values = values.stream().sorted().toList();
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  double median() {
    int middle = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(middle)
        : (values.get(middle - 1) + values.get(middle)) / 2;
  }

  double least() {
    return values.getFirst();
  }

  double most() {
    return values.getLast();
  }
}
