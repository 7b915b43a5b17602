package io.quarkiverse.tomodachi.runtime.logging;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

/** What is written to a logger, of all levels, until it is closed. */
public final class LoggedEvents extends ExtHandler {

    private final List<ExtLogRecord> records = new CopyOnWriteArrayList<>();
    private final Logger logger;

    public LoggedEvents(String logger) {
        this.logger = Logger.getLogger(logger);
        this.logger.setLevel(Level.DEBUG);
        this.logger.addHandler(this);
    }

    @Override
    protected void doPublish(ExtLogRecord record) {
        records.add(record);
    }

    /** The texts of all, each with its level in front. */
    public List<String> texts() {
        return records.stream().map(record -> record.getLevel() + " " + record.getFormattedMessage()).toList();
    }

    /** The fields of all, in the same order. */
    public List<Map<String, String>> fields() {
        return records.stream().map(ExtLogRecord::getMdcCopy).toList();
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(null);
    }
}
