package io.quarkiverse.tomodachi.deployment.message;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logmanager.ExtLogRecord;

/** What was logged of messages, with stack traces. */
@Singleton
public class LogOfMessages extends Handler {

    private static final Logger LOGGER = Logger.getLogger("io.quarkiverse.tomodachi.message");

    final List<String> texts = new CopyOnWriteArrayList<>();

    @PostConstruct
    void begin() {
        LOGGER.addHandler(this);
    }

    @PreDestroy
    void end() {
        LOGGER.removeHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
        StringWriter text = new StringWriter();
        text.append(((ExtLogRecord) entry).getFormattedMessage());
        if (entry.getThrown() != null) {
            entry.getThrown().printStackTrace(new PrintWriter(text.append('\n'), true));
        }
        texts.add(text.toString());
    }

    @Override
    public void flush() {
    }

    @Override
    public void close() {
    }
}
