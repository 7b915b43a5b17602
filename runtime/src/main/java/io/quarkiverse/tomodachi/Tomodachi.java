package io.quarkiverse.tomodachi;

import java.util.List;
import java.util.Map;

/** The application as a whole, to be injected. */
public interface Tomodachi {

    /** As {@link #exit(int)} with the exit code 0. */
    default void exit() {
        exit(0);
    }

    /**
     * Ends the application as a termination signal does: the methods with {@link StoppingService} are called, nothing new is
     * taken, running handlers are awaited, the one that calls this among them, then the methods with {@link StopService} are
     * called. May be called at any time and on any thread; during the start, that ends first. Returns at once.
     * <p>
     * In dev mode the application stops until it is reloaded. In tests, with the exception of
     * {@code @QuarkusIntegrationTest}, the call is logged and has no other effect.
     *
     * @param code the exit code of the process, from 0 to 255; if it is called several times, the first one counts
     * @throws IllegalArgumentException if there is no such exit code
     */
    void exit(int code);

    /**
     * Finds a service.
     *
     * @param name its name
     * @return the service
     * @throws IllegalArgumentException if there is none of that name
     */
    ServiceHandle service(String name);

    /** @return all services, in the order of their classes' names */
    List<ServiceHandle> services();

    /**
     * The methods that receive messages, which can be paused and resumed.
     *
     * @return by transport, in the order of their declaration; each method once, with all of its triggers
     */
    List<PausableHandler> pausableHandlers();

    /**
     * What this process is, and what it has to do. The keys, with those of transports only where the transport is used:
     * <ul>
     * <li>{@code tomodachi_version}, {@code quarkus_version}, {@code java_version}, {@code vertx_version},
     * {@code system_platform}, {@code cwd}: text;</li>
     * <li>{@code process_id}: a {@code Long};</li>
     * <li>{@code init_timestamp}: when the application started, as text, in UTC, such as
     * {@code 2026-11-29T10:15:30.123456Z};</li>
     * <li>{@code launch_mode}: {@code normal}, {@code dev} or {@code test}; {@code watcher_enabled}: whether changes of sources
     * are loaded, a {@code Boolean};</li>
     * <li>{@code http_enabled}, {@code websocket_enabled}, {@code aws_sns_sqs_enabled}, {@code amqp_enabled},
     * {@code scheduled_functions_enabled}: {@code true};</li>
     * <li>{@code http_current_tasks}, {@code http_total_tasks}, and likewise for the others: how many handlers run, and how
     * many have been called, each a {@code Long};</li>
     * <li>{@code aws_sdk_version}, {@code amqp_client_version}: text, with their transports.</li>
     * </ul>
     *
     * @return the state of this moment, which cannot be changed
     */
    Map<String, Object> executionContext();
}
