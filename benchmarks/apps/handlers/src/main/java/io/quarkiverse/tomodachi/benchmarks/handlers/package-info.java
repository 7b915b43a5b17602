/** The services of this application are generated: {@code -Dhandlers} tells how many handlers they have together. */
package io.quarkiverse.tomodachi.benchmarks.handlers;
