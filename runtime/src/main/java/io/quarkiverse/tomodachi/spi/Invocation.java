package io.quarkiverse.tomodachi.spi;

/**
 * One occurrence of a trigger: a request, a message, a tick. Each transport has its own implementation, which carries what the
 * {@link ArgumentResolver}s of that transport need.
 */
public interface Invocation {
}
