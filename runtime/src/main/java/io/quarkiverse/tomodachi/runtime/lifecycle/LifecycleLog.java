package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.util.Collection;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;

/** What is told of the life of the services. */
final class LifecycleLog {

    private static final Logger LIFECYCLE = Logger.getLogger("io.quarkiverse.tomodachi.lifecycle");
    private static final Logger EXIT = Logger.getLogger("io.quarkiverse.tomodachi.exit");
    private static final Logger SIGNAL = Logger.getLogger("io.quarkiverse.tomodachi.signal");

    private static final String STATE = "state";
    private static final String SERVICE = "service";

    private LifecycleLog() {
    }

    static void starting(Collection<Service> services) {
        for (Service service : services) {
            LogEvent.of(LIFECYCLE, Level.INFO, "Starting service %s (%s)", service.name(), service.uuid())
                    .with(SERVICE, service.name()).with("uuid", service.uuid()).with(STATE, "starting").write();
        }
    }

    static void ready(Collection<Service> services) {
        state(services, "is ready", "ready");
    }

    static void stopping(Collection<Service> services) {
        state(services, "is stopping", "stopping");
    }

    static void stopped(Collection<Service> services) {
        state(services, "has stopped", "terminated");
    }

    private static void state(Collection<Service> services, String text, String state) {
        for (Service service : services) {
            LogEvent.of(LIFECYCLE, Level.INFO, "Service %s " + text, service.name()).with(SERVICE, service.name())
                    .with(STATE, state).write();
        }
    }

    /** Who sees the failure tells its stack trace. */
    static void aborting(Throwable failure) {
        aborting(LogEvent.of(LIFECYCLE, Level.ERROR, "The application stops: a service could not be started: %s",
                tellsAll(failure) ? failure.getMessage() : failure), failure);
    }

    private static boolean tellsAll(Throwable failure) {
        return failure instanceof ServiceException || failure instanceof TooLateException;
    }

    /** Nobody else would tell of the failure. */
    static void abortingBecause(Throwable failure) {
        aborting(LogEvent.of(LIFECYCLE, Level.ERROR, "The application stops: a service could not be started")
                .because(failure), failure);
    }

    private static void aborting(LogEvent event, Throwable failure) {
        event.with(STATE, "aborting").with(SERVICE, failure instanceof ServiceException of ? of.service() : null).write();
    }

    static void exit(int code) {
        LogEvent.of(EXIT, Level.WARN, "exit(%d) was called, the application stops", code).with("exit_code", code).write();
    }

    static void signal(String name) {
        signal(LogEvent.of(SIGNAL, Level.WARN, "Received %s, the application stops; another signal ends it at once", name),
                name);
    }

    static void secondSignal(String name) {
        signal(LogEvent.of(SIGNAL, Level.WARN, "Received %s while the application was stopping: it ends at once", name), name);
    }

    private static void signal(LogEvent event, String name) {
        event.with("signal", name).with("process_id", ProcessHandle.current().pid()).write();
    }
}
