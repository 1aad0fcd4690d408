package dev.runtimeagent.application.port;

/** Ends being told of changes. */
public interface Watch extends AutoCloseable {
  @Override
  void close();
}
