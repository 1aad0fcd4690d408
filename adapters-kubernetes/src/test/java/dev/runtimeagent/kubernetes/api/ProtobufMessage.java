package dev.runtimeagent.kubernetes.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A message in Protobuf's wire format, written field by field. */
final class ProtobufMessage {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  ProtobufMessage number(int field, long value) {
    return key(field, 0).varint(value);
  }

  ProtobufMessage text(int field, String text) {
    return bytes(field, text.getBytes(UTF_8));
  }

  ProtobufMessage message(int field, ProtobufMessage message) {
    return bytes(field, message.bytes());
  }

  ProtobufMessage fourBytes(int field) {
    key(field, 5);
    bytes.writeBytes(new byte[4]);
    return this;
  }

  ProtobufMessage eightBytes(int field) {
    key(field, 1);
    bytes.writeBytes(new byte[8]);
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  private ProtobufMessage bytes(int field, byte[] value) {
    key(field, 2).varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  /** The begin of a field, whose value has to follow. */
  ProtobufMessage key(int field, int type) {
    return varint(((long) field << 3) | type);
  }

  ProtobufMessage varint(long value) {
    var left = value;
    while ((left & ~0x7fL) != 0) {
      bytes.write((int) (left & 0x7f) | 0x80);
      left >>>= 7;
    }
    bytes.write((int) left);
    return this;
  }
}
