package io.quarkiverse.tomodachi.runtime.staticfiles;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An encoding that the file beside a file may have. */
enum ContentEncoding {

    BROTLI("br", ".br"),
    GZIP("gzip", ".gz");

    final String token;
    final String suffix;

    ContentEncoding(String token, String suffix) {
        this.token = token;
        this.suffix = suffix;
    }

    /**
     * @param header the value of {@code Accept-Encoding}, {@code null} if there is none
     * @return the ones to be used, the best first
     */
    static List<ContentEncoding> acceptedBy(String header) {
        if (header == null) {
            return List.of();
        }
        Map<String, Double> weights = new HashMap<>();
        for (String element : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = element.split(";");
            if (parts.length > 0) {
                weights.put(parts[0].trim(), parts.length > 1 ? weight(parts[1].trim()) : 1.0);
            }
        }
        double others = weights.getOrDefault("*", 0.0);
        return List.of(values()).stream().filter(encoding -> weights.getOrDefault(encoding.token, others) > 0)
                .sorted(Comparator.comparingDouble(encoding -> -weights.getOrDefault(encoding.token, others))).toList();
    }

    private static double weight(String parameter) {
        // what is no weight must not make the client get what it may not understand
        return parameter.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)") ? Double.parseDouble(parameter.substring(2)) : 0;
    }
}
