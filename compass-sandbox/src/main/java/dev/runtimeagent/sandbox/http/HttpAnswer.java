package dev.runtimeagent.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer and how it goes out.
 *
 * @param padding blanks sent before the body, counted in the announced length
 */
public record HttpAnswer(
    int status, Map<String, String> headers, Body content, long padding, Delivery delivery) {

  /** How an answer goes out. */
  public sealed interface Delivery {
    /** All of it, and the connection stays open. */
    record Whole() implements Delivery {}

    /** Not at all: the connection is closed. */
    record Cut() implements Delivery {}

    /** So many bytes of the body, then the connection is closed. */
    record CutAfter(int bodyBytes) implements Delivery {}

    /** So many bytes of the body, then silence. */
    record StallAfter(int bodyBytes) implements Delivery {}

    /** Nothing, and the connection stays open in silence. */
    record Stall() implements Delivery {}
  }

  /** An answer of that content type. */
  public static HttpAnswer of(int status, String contentType, byte[] body) {
    return new HttpAnswer(
        status, Map.of("Content-Type", contentType), Body.of(body), 0, new Delivery.Whole());
  }

  /** A JSON answer. */
  public static HttpAnswer json(int status, byte[] body) {
    return of(status, "application/json", body);
  }

  /** A JSON answer. */
  public static HttpAnswer json(int status, String body) {
    return json(status, body.getBytes(StandardCharsets.UTF_8));
  }

  /** No answer, but a closed connection. */
  public static HttpAnswer cut() {
    return new HttpAnswer(0, Map.of(), Body.EMPTY, 0, new Delivery.Cut());
  }

  /** No answer, but silence. */
  public static HttpAnswer stalled() {
    return new HttpAnswer(0, Map.of(), Body.EMPTY, 0, new Delivery.Stall());
  }

  public byte[] body() {
    return content.bytes();
  }

  public HttpAnswer with(Delivery newDelivery) {
    return new HttpAnswer(status, headers, content, padding, newDelivery);
  }

  public HttpAnswer withBody(byte[] newBody) {
    return new HttpAnswer(status, headers, Body.of(newBody), padding, delivery);
  }

  public HttpAnswer withStatus(int newStatus) {
    return new HttpAnswer(newStatus, headers, content, padding, delivery);
  }

  public HttpAnswer withPadding(long blanks) {
    return new HttpAnswer(status, headers, content, blanks, delivery);
  }

  public HttpAnswer withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new HttpAnswer(status, more, content, padding, delivery);
  }
}
