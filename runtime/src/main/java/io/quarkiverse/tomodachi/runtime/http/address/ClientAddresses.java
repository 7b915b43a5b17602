package io.quarkiverse.tomodachi.runtime.http.address;

import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;

/** Finds out whose request it is where proxies pass requests on. */
@Singleton
public class ClientAddresses {

    private static final String KEY = "quarkus.tomodachi.http.real-ip-from";
    private static final String HEADER_KEY = "quarkus.tomodachi.http.real-ip-header";
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private final AddressRanges trusted;
    private final String header;

    @Inject
    ClientAddresses(TomodachiConfig config) {
        this(config.httpServer().realIpFrom().orElse(List.of()), config.httpServer().realIpHeader());
    }

    ClientAddresses(List<String> trusted, String header) {
        this.trusted = trusted.isEmpty() ? null : AddressRanges.parse(KEY, trusted);
        this.header = header;
        if (!HEADER_NAME.matcher(header).matches()) {
            throw new ConfigurationException(HEADER_KEY + " is '" + header + "', which no header is called; correct it");
        }
    }

    /** @return the address, {@code null} for a connection that has none, such as one over a Unix domain socket */
    public String text(HttpServerRequest request) {
        SocketAddress remote = trusted == null ? request.remoteAddress() : request.connection().remoteAddress();
        if (remote == null || remote.hostAddress() == null) {
            return null;
        }
        if (trusted == null) {
            return remote.hostAddress();
        }
        InetAddress peer = IpLiterals.parse(withoutZone(remote.hostAddress()));
        if (peer == null || !trusted.contains(peer)) {
            return remote.hostAddress();
        }
        InetAddress client = client(request.headers().getAll(header));
        return client == null ? remote.hostAddress() : client.getHostAddress();
    }

    /** @return the address, {@code null} for a connection that has none, such as one over a Unix domain socket */
    public InetAddress address(HttpServerRequest request) {
        String text = text(request);
        return text == null ? null : IpLiterals.parse(withoutZone(text));
    }

    /**
     * Each proxy appends who asked it, so only what the trusted ones appended is true: from the right, the first address that
     * is
     * not trusted.
     *
     * @return {@code null} if there is something else than an address before one is found
     */
    InetAddress client(List<String> headers) {
        InetAddress client = null;
        for (int line = headers.size() - 1; line >= 0; line--) {
            String[] entries = headers.get(line).split(",", -1);
            for (int entry = entries.length - 1; entry >= 0; entry--) {
                client = IpLiterals.parseWithPort(entries[entry].trim());
                if (client == null || !trusted.contains(client)) {
                    return client;
                }
            }
        }
        return client;
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
