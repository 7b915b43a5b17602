package io.quarkiverse.tomodachi.it;

public record Order(String id, int amount) {
}
