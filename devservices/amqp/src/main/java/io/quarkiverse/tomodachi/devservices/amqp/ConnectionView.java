package io.quarkiverse.tomodachi.devservices.amqp;

/**
 * A client's connection as it was when asked. Only connections that have opened a virtual host are shown.
 *
 * @param id a number no other connection of the broker has or had
 * @param name the name the client gave it, empty for none
 * @param user who logged in
 * @param virtualHost the virtual host it is in
 * @param channels how many channels are open
 * @param blocked whether nothing is read from it, because it published while there was an alarm
 * @param silenced whether it is a black hole, see {@link Faults#silenceConnections}
 */
public record ConnectionView(long id, String name, String user, String virtualHost, int channels, boolean blocked,
        boolean silenced) {
}
