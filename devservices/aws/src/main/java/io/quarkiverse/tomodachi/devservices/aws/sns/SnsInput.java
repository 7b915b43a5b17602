package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Input;

/** What the service's actions have in common in reading parameters and shaping their output. */
final class SnsInput {
    private static final int PAGE = 100;

    private SnsInput() {
    }

    static String required(Input input, String name) {
        String text = input.text(name);
        if (text == null || text.isEmpty()) {
            throw SnsErrors.invalidParameter(name);
        }
        return text;
    }

    static Map<String, String> tags(Call call) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Input tag : call.input().inputs("Tags")) {
            String value = tag.text("Value");
            tags.put(required(tag, "Key"), value == null ? "" : value);
        }
        return tags;
    }

    static ObjectNode output() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A map as the query protocol shows it. */
    static ObjectNode entries(Map<String, String> map) {
        ObjectNode entries = output();
        ArrayNode array = entries.putArray("entry");
        map.forEach((key, value) -> array.addObject().put("key", key).put("value", value));
        return entries;
    }

    /** One page of a list in the order of its keys, and the token of the next one if there is one. */
    static <T> ObjectNode page(Call call, String listName, List<T> all, Function<T, String> key,
            Function<T, ObjectNode> shown) {
        String token = call.input().text("NextToken");
        String before = token == null || token.isEmpty() ? "" : decode(token);
        // what the last page ended with may have been deleted since
        List<T> rest = all.stream().filter(item -> key.apply(item).compareTo(before) > 0).toList();
        List<T> page = rest.subList(0, Math.min(rest.size(), PAGE));
        ObjectNode output = output();
        ArrayNode members = output.putObject(listName).putArray("member");
        page.forEach(item -> members.add(shown.apply(item)));
        if (page.size() < rest.size()) {
            String last = key.apply(page.get(page.size() - 1));
            output.put("NextToken", Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
        }
        return output;
    }

    private static String decode(String token) {
        try {
            String key = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (!key.startsWith("arn:aws:sns:")) {
                throw SnsErrors.invalidParameter("NextToken");
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw SnsErrors.invalidParameter("NextToken");
        }
    }
}
