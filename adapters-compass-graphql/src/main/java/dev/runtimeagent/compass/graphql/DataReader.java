package dev.runtimeagent.compass.graphql;

import java.io.IOException;

/** Reads the value of an answer's {@code data}, whose first token is the current one. */
@FunctionalInterface
public interface DataReader<T> {
  T read(JsonReader json) throws IOException, HollowAnswer;
}
