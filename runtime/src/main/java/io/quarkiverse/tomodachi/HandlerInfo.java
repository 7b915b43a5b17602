package io.quarkiverse.tomodachi;

/**
 * A handler and what it listens on.
 *
 * @param service the name of its service
 * @param handler the method, such as {@code org.acme.Shop#create(String)}; a method with several annotations is listed with
 *        each. The name of the service for static files, which no method answers
 * @param transport the kind of trigger: {@code http}, {@code http-error}, {@code static-files}, {@code websocket},
 *        {@code aws-sns-sqs}, {@code amqp}, {@code schedule}, or that of an extension
 * @param listensOn for people: method and URL, queue and topic, queue and routing keys, or the schedule, with prefixes and
 *        configured values as they are in this application
 */
public record HandlerInfo(String service, String handler, String transport, String listensOn) {
}
