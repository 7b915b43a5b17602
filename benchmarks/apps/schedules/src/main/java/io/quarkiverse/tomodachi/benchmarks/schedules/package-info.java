/** The scheduled methods of this application are generated: {@code -Dschedules} tells how many there are. */
package io.quarkiverse.tomodachi.benchmarks.schedules;
