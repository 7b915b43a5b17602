package io.quarkiverse.tomodachi.runtime.http.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.quarkus.runtime.configuration.ConfigurationException;

/** Addresses and networks. */
final class AddressRanges {

    private final List<IpSubnetFilterRule> ranges;

    private AddressRanges(List<IpSubnetFilterRule> ranges) {
        this.ranges = ranges;
    }

    /** @throws ConfigurationException if one of them is neither an address nor a network */
    static AddressRanges parse(String key, List<String> texts) {
        List<IpSubnetFilterRule> ranges = new ArrayList<>();
        for (String text : texts) {
            IpSubnetFilterRule range = range(text.trim());
            if (range == null) {
                throw new ConfigurationException(key + " has '" + text + "', which is neither an address nor a network; write"
                        + " addresses such as 10.0.0.7 or fd00::7, and networks such as 10.0.0.0/8 or fd00::/8");
            }
            ranges.add(range);
        }
        return new AddressRanges(ranges);
    }

    private static IpSubnetFilterRule range(String text) {
        int slash = text.indexOf('/');
        InetAddress address = IpLiterals.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            return null;
        }
        int bits = address.getAddress().length * 8;
        if (slash >= 0) {
            String prefix = text.substring(slash + 1);
            if (!prefix.matches("\\d{1,3}") || Integer.parseInt(prefix) > bits) {
                return null;
            }
            bits = Integer.parseInt(prefix);
        }
        return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
    }

    boolean contains(InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        for (IpSubnetFilterRule range : ranges) {
            if (range.matches(socket)) {
                return true;
            }
        }
        return false;
    }
}
