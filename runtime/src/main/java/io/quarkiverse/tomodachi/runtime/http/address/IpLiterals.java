package io.quarkiverse.tomodachi.runtime.http.address;

import java.net.InetAddress;
import java.net.UnknownHostException;

import io.netty.util.NetUtil;

/** Addresses written as numbers; names are never looked up. */
final class IpLiterals {

    private static final int LONGEST = 64;

    private IpLiterals() {
    }

    /** @return {@code null} if the text is no IPv4 or IPv6 address */
    static InetAddress parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.indexOf('%') >= 0 || text.indexOf('[') >= 0) {
            return null;
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * As {@link #parse(String)}, also with a port behind it, and with the brackets that IPv6 addresses have then.
     *
     * @return {@code null} if the text is something else
     */
    static InetAddress parseWithPort(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end > 0 && text.indexOf(':') > 0 && isPort(text.substring(end + 1)) ? parse(text.substring(1, end)) : null;
        }
        int colon = text.indexOf(':');
        if (colon > 0 && colon == text.lastIndexOf(':')) {
            return isPort(text.substring(colon)) ? parse(text.substring(0, colon)) : null;
        }
        return parse(text);
    }

    private static boolean isPort(String rest) {
        return rest.isEmpty() || rest.matches(":\\d{1,5}");
    }
}
