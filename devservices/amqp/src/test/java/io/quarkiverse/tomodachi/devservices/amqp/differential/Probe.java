package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import com.rabbitmq.client.ConnectionFactory;

/** A small program against a broker, which tells in lines of text what it saw: a method of one of the groups. */
record Probe(Object group, Method program) {

    /** The probes of a group, by name. */
    static Stream<Probe> of(Object group) {
        return Arrays.stream(group.getClass().getDeclaredMethods())
                .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] { Scene.class }))
                .filter(method -> !method.isSynthetic() && method.getReturnType() == void.class)
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> new Probe(group, method));
    }

    String name() {
        return group.getClass().getSimpleName() + "." + program.getName();
    }

    boolean isSlow() {
        return program.isAnnotationPresent(Slow.class);
    }

    /** Runs the program, and answers what it saw. */
    List<String> run(ConnectionFactory broker) throws Exception {
        try (Scene scene = new Scene(broker)) {
            try {
                program.invoke(group, scene);
            } catch (InvocationTargetException e) {
                scene.line("the probe failed: " + e.getCause());
            }
            return scene.lines();
        }
    }
}
