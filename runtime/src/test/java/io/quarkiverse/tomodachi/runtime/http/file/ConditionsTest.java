package io.quarkiverse.tomodachi.runtime.http.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.tomodachi.runtime.http.file.Conditions.Outcome;
import io.vertx.core.MultiMap;

class ConditionsTest {

    private static final String ETAG = "\"a,b\"";
    private static final Instant MODIFIED = Instant.parse("1994-11-06T08:49:37.500Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "                                                          | SEND",
            "If-None-Match: \"a,b\"                                    | NOT_MODIFIED",
            "If-None-Match: W/\"a,b\"                                  | NOT_MODIFIED",
            "If-None-Match: \"x\", \"a,b\"                             | NOT_MODIFIED",
            "If-None-Match: *                                          | NOT_MODIFIED",
            "If-None-Match: \"x\"                                      | SEND",
            "If-None-Match: a,b                                        | SEND",
            "If-None-Match: \"a\", \"b\"                               | SEND",
            "If-Match: \"a,b\"                                         | SEND",
            "If-Match: *                                               | SEND",
            "If-Match: W/\"a,b\"                                       | FAILED",
            "If-Match: \"x\"                                           | FAILED",
            "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT          | NOT_MODIFIED",
            "If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT         | NOT_MODIFIED",
            "If-Modified-Since: Sun Nov  6 08:49:37 1994               | NOT_MODIFIED",
            "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT          | NOT_MODIFIED",
            "If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT          | SEND",
            "If-Modified-Since: yesterday                              | SEND",
            "If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT        | SEND",
            "If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT        | FAILED",
            "If-Unmodified-Since: yesterday                            | SEND",
            "If-Range: \"a,b\"                                         | SEND",
            "If-Range: W/\"a,b\"                                       | SEND_WHOLE",
            "If-Range: \"x\"                                           | SEND_WHOLE",
            "If-Range: Sun, 06 Nov 1994 08:49:37 GMT                   | SEND",
            "If-Range: Sun, 06 Nov 1994 08:49:38 GMT                   | SEND_WHOLE",
            "If-Range: garbage                                         | SEND_WHOLE",
            "If-Modified-Since: yesterdayyesterdayyesterdayyesterdayyesterdayyesterdayyesterdayyesterday | SEND",
            "If-Range: yesterdayyesterdayyesterdayyesterdayyesterdayyesterdayyesterdayyesterday          | SEND_WHOLE",
            // an entity tag counts more than a date
            "If-None-Match: \"x\"; If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT   | SEND",
            "If-Match: \"a,b\"; If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT    | SEND",
            "If-Match: \"x\"; If-None-Match: \"a,b\"                                  | FAILED",
            "If-Match: *; If-None-Match: \"a,b\"                                      | NOT_MODIFIED",
            "If-None-Match: \"a,b\"; If-Range: \"x\"                                  | NOT_MODIFIED",
            "If-None-Match: \"x\"; If-None-Match: \"a,b\"                             | NOT_MODIFIED" })
    void haveTheirPrecedence(String headers, Outcome outcome) {
        MultiMap map = MultiMap.caseInsensitiveMultiMap();
        if (headers != null) {
            for (String header : headers.split("; ")) {
                map.add(header.substring(0, header.indexOf(": ")), header.substring(header.indexOf(": ") + 2));
            }
        }
        Conditions conditions = new Conditions(map, ETAG, MODIFIED);
        assertThat(conditions.evaluate()).isEqualTo(outcome);
    }
}
