package io.quarkiverse.tomodachi.deployment.http.fuzz;

import java.util.List;
import java.util.Locale;

/** An answer as it was read from the wire. */
record Answer(String version, int status, List<Field> fields, String body) {

    record Field(String name, String value) {
    }

    List<String> all(String name) {
        return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value).toList();
    }

    boolean closes() {
        return all("Connection").stream().anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("close"))
                || version.equals("HTTP/1.0") && all("Connection").isEmpty();
    }
}
