package dev.runtimeagent.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.runtimeagent.bootstrap.settings.LogFormat;
import dev.runtimeagent.bootstrap.settings.LogLevel;
import java.io.OutputStream;
import org.slf4j.LoggerFactory;

/** Sets up the log, once, before the first line. */
public final class Logging {
  private Logging() {}

  /** The level is ours; libraries stay at warnings, or at info if ours is finer than info. */
  public static void start(LogFormat format, LogLevel level, OutputStream target) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Encoder<ILoggingEvent> encoder =
        switch (format) {
          case JSON -> new JsonLineEncoder();
          case TEXT -> new TextLineEncoder();
        };
    encoder.setContext(context);
    encoder.start();
    OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.setOutputStream(target);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    Level ours = ours(level);
    root.setLevel(ours.isGreaterOrEqual(Level.INFO) ? max(ours, Level.WARN) : Level.INFO);
    context.getLogger("dev.runtimeagent").setLevel(ours);
  }

  private static Level max(Level one, Level other) {
    return one.isGreaterOrEqual(other) ? one : other;
  }

  private static Level ours(LogLevel level) {
    return switch (level) {
      case TRACE -> Level.TRACE;
      case DEBUG -> Level.DEBUG;
      case INFO -> Level.INFO;
      case WARN -> Level.WARN;
      case ERROR -> Level.ERROR;
    };
  }
}
