package dev.runtimeagent.kubernetes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MetadataListTest {
  private static final String KIND = "PartialObjectMetadataList";

  /** Bytes that {@code runtime.Unknown} has after what it is about. */
  private static final int AFTER_THE_LIST = 4;

  private static final Map<String, Object> LIST =
      list(
          Map.of("resourceVersion", "219", "continue", "next"),
          List.of(
              Map.of(
                  "name",
                  "shop",
                  "uid",
                  "4b0947be",
                  "resourceVersion",
                  "198",
                  "labels",
                  Map.of("app", "", "grün", "🌲")),
              Map.of(
                  "name",
                  "secret",
                  "uid",
                  "f3a37b32",
                  "resourceVersion",
                  "138",
                  "deletionTimestamp",
                  "2026-11-27T21:06:52Z")));

  @Test
  void readsTheTreeThatJsonGives() throws IOException {
    assertThat(read(WrittenMetadata.list(LIST)))
        .isEqualTo(Json.object(new ByteArrayInputStream(Json.text(LIST))));
  }

  @Test
  void readsListsLongerThanItsWindow() throws IOException {
    var items =
        IntStream.range(0, 2000)
            .mapToObj(
                i -> Map.<String, Object>of("name", "n".repeat(i % 253 + 1), "uid", "uid-" + i))
            .toList();
    var list = list(Map.of("resourceVersion", "219"), items);

    assertThat(read(WrittenMetadata.list(list))).isEqualTo(list);
  }

  @Test
  void readsAnEmptyList() throws IOException {
    assertThat(read(WrittenMetadata.of(KIND, new ProtobufMessage())))
        .isEqualTo(list(Map.of(), List.of()));
  }

  @Test
  void passesOverWhatItDoesNotKnow() throws IOException {
    var label = unknown().text(1, "app").text(2, "x");
    var metadata = unknown().text(1, "shop").message(9, unknown().number(1, 60)).message(11, label);
    var list =
        unknown().message(1, unknown().text(2, "219")).message(2, unknown().message(1, metadata));

    assertThat(read(WrittenMetadata.of(KIND, list)))
        .isEqualTo(
            list(
                Map.of("resourceVersion", "219"),
                List.of(
                    Map.of(
                        "name",
                        "shop",
                        "deletionTimestamp",
                        "1970-01-01T00:01:00Z",
                        "labels",
                        Map.of("app", "x")))));
  }

  /** Half a list must never pass for a whole one. */
  @Test
  void readsTheWholeListOrNothing() throws IOException {
    var whole = WrittenMetadata.list(LIST);
    var read = read(whole);
    for (int length = 0; length < whole.length - AFTER_THE_LIST; length++) {
      var half = Arrays.copyOf(whole, length);
      assertThatIOException().isThrownBy(() -> read(half));
    }
    assertThat(read(Arrays.copyOf(whole, whole.length - AFTER_THE_LIST))).isEqualTo(read);
  }

  @Test
  void readsNothingElse() {
    var status = WrittenMetadata.of("Status", new ProtobufMessage());
    assertThatIOException().isThrownBy(() -> read(status)).withMessage("not a " + KIND);
    assertThatIOException().isThrownBy(() -> read(Json.text(LIST)));
    assertThatIOException().isThrownBy(() -> read(new byte[] {'k', '8', 's', 0}));
  }

  static Stream<ProtobufMessage> malformed() {
    return Stream.of(
        new ProtobufMessage().number(2, 1),
        new ProtobufMessage().number(0, 1),
        new ProtobufMessage().key(1, 3),
        new ProtobufMessage().key(1, 2).varint(-1),
        new ProtobufMessage().key(1, 2).varint(1L << 40),
        new ProtobufMessage().key(1, 2).varint(1000),
        new ProtobufMessage().message(1, new ProtobufMessage().key(7, 2).varint(100)),
        new ProtobufMessage().message(1, new ProtobufMessage().text(2, "1".repeat(10_000))),
        item(new ProtobufMessage().number(1, 1)),
        item(new ProtobufMessage().message(9, new ProtobufMessage().number(1, Long.MAX_VALUE))));
  }

  @ParameterizedTest
  @MethodSource
  void malformed(ProtobufMessage list) {
    assertThatIOException().isThrownBy(() -> read(WrittenMetadata.of(KIND, list)));
  }

  private static ProtobufMessage item(ProtobufMessage metadata) {
    return new ProtobufMessage().message(2, new ProtobufMessage().message(1, metadata));
  }

  /** Fields of all types that no message has. */
  private static ProtobufMessage unknown() {
    return new ProtobufMessage()
        .number(96, Long.MIN_VALUE)
        .eightBytes(97)
        .text(98, "x".repeat(20_000))
        .fourBytes(99);
  }

  private static Map<String, Object> list(
      Map<String, Object> metadata, List<Map<String, Object>> ofItems) {
    return Map.of(
        "metadata", metadata, "items", ofItems.stream().map(m -> Map.of("metadata", m)).toList());
  }

  private static Map<String, @Nullable Object> read(byte[] bytes) throws IOException {
    return MetadataList.read(new ByteArrayInputStream(bytes));
  }
}
