package io.quarkiverse.tomodachi.runtime.message.settings;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkus.runtime.ImageMode;

/** Exceptions by the names of their classes, as configuration gives them. */
public final class ExceptionNames {

    private final Set<String> names;
    private final Map<Class<?>, Boolean> known = new ConcurrentHashMap<>();

    public ExceptionNames(Collection<String> names) {
        this.names = Set.copyOf(names);
    }

    /** Whether the class of the exception, or one that it extends, has one of the names. */
    public boolean contain(Throwable failure) {
        return !names.isEmpty() && known.computeIfAbsent(failure.getClass(), this::isNamed);
    }

    private boolean isNamed(Class<?> type) {
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            if (names.contains(current.getName())) {
                return true;
            }
        }
        return false;
    }

    /** Whether no exception has the name. A native executable does not know the names of all classes that it has. */
    static boolean isUnknown(String name) {
        if (ImageMode.current() == ImageMode.NATIVE_RUN) {
            return false;
        }
        try {
            return !Throwable.class.isAssignableFrom(
                    Class.forName(name, false, Thread.currentThread().getContextClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return true;
        }
    }
}
