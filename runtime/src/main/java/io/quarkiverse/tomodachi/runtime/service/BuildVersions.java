package io.quarkiverse.tomodachi.runtime.service;

import java.util.Map;

/**
 * What the application was built with.
 *
 * @param versions the versions, by their keys in the execution context
 */
public record BuildVersions(Map<String, String> versions) {
}
