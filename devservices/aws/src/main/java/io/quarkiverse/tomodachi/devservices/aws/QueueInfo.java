package io.quarkiverse.tomodachi.devservices.aws;

import java.util.Map;

/**
 * A queue as it is at one moment.
 *
 * @param visible messages that a receive could get now (in a FIFO queue also those behind one in flight)
 * @param inFlight messages received and neither deleted nor visible again
 * @param delayed messages sent that nobody may receive yet
 * @param waitingReceives long polls that are open
 * @param attributes all attributes as {@code GetQueueAttributes} tells them, without the approximate numbers
 * @param tags the queue's tags
 */
public record QueueInfo(String name, String arn, int visible, int inFlight, int delayed, int waitingReceives,
        Map<String, String> attributes, Map<String, String> tags) {
}
