package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.util.List;

/**
 * What a broker is told when it is made.
 *
 * @param credentials who may log in
 * @param virtualHosts the names of its virtual hosts
 * @param channelMax how many channels a connection may have
 * @param frameMax the largest frame, in octets
 * @param heartbeatSeconds the heartbeat interval proposed to clients, 0 for none
 * @param consumerTimeoutMillis how long a message may stay unacknowledged, 0 for any time
 * @param maxMessageSize how many octets the body of a message may have
 * @param memoryLimit how many octets messages may take before publishers have to wait
 */
public record Settings(Credentials credentials, List<String> virtualHosts, int channelMax, int frameMax, int heartbeatSeconds,
        long consumerTimeoutMillis, long maxMessageSize, long memoryLimit) {
}
