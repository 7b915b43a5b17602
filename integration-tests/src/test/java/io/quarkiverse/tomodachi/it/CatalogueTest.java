package io.quarkiverse.tomodachi.it;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

@QuarkusTest
class CatalogueTest {

    private static final String ITEM = """
            {"name": "%s", "kind": "BOOK", "price": 12.50, "since": "2024-02-29",
             "parts": {"covers": [{"name": "%s", "note": "hard"}]}}""";

    @Test
    void makesValuesFromText() {
        when().get("/catalogue/values/2024-02-29?kind=BOOK&kind=RECORD&days=2024-01-01&number=1&number=2&size=3x4"
                + "&id=00000000-0000-0000-0000-000000000001").then().statusCode(200)
                .header("X-Handler", containsString("Catalogue#values("))
                .body(equalTo(
                        "{\"day\":\"2024-02-29\",\"kinds\":[\"BOOK\",\"RECORD\"],\"days\":[\"2024-01-01\"],\"numbers\":[1,2],"
                                + "\"sizes\":[{\"width\":3,\"height\":4}],\"ids\":[\"00000000-0000-0000-0000-000000000001\"],"
                                + "\"locale\":\"sv_SE\"}"));
        when().get("/catalogue/values/2024-02-29").then().statusCode(200).body("kinds.size()", is(0));
        when().get("/catalogue/values/2024-02-30").then().statusCode(400);
        when().get("/catalogue/values/2024-02-29?size=large").then().statusCode(400).body(containsString("'size'"));
    }

    @Test
    void readsAndWritesJson() {
        given().body(ITEM.formatted("Atlas", "front")).post("/catalogue/items").then().statusCode(200)
                .body("items[0].name", is("Atlas")).body("items[0].since", is("2024-02-29"))
                .body("items[0].parts.covers[0].note", is("hard")).body("total", is(1));
        given().body("[{\"name\": \"a\"}]").post("/catalogue/lists").then().statusCode(200)
                .body(equalTo("[{\"name\":\"a\",\"note\":null}]"));
        given().body("{\"name\": 1, \"kind\": \"FILM\"}").post("/catalogue/items").then().statusCode(400);
    }

    @Test
    void writesClassesOfAllOrigins() {
        when().get("/catalogue/shelves").then().statusCode(200).body(equalTo("[{\"place\":\"hall\",\"books\":12}]"));
        when().get("/catalogue/broker").then().statusCode(200).body("host", is("localhost")).body("port", is(5672));
    }

    @Test
    void readsTheCharsetsThatAreAlwaysThere() {
        for (String charset : List.of("utf-8", "utf-16be", "iso-8859-1")) {
            assertThat(text(charset).statusCode(200).extract().asString()).isEqualTo("å");
        }
    }

    static ValidatableResponse text(String charset) {
        return given().header("Content-Type", "text/plain;charset=" + charset)
                .body("å".getBytes(Charset.forName(charset))).post("/catalogue/texts").then();
    }

    @Test
    void tellsViolations() {
        given().body(ITEM.formatted("", "front")).post("/catalogue/items").then().statusCode(400)
                .body("violations[0].field", endsWith("name")).body("violations[0].message", is("must not be blank"));
    }

    @Test
    void takesForms() {
        given().multiPart("name", "scan").multiPart("file", "page.txt", "abc".getBytes(StandardCharsets.UTF_8))
                .post("/catalogue/forms").then().statusCode(200).body(is("scan page.txt 3"));
    }

    @Test
    void streams() {
        when().get("/catalogue/stream").then().statusCode(200).contentType(containsString("text/event-stream"))
                .body(is("data: {\"name\":\"one\",\"note\":\"1\"}\n\ndata: {\"name\":\"two\",\"note\":null}\n\n"));
    }

    @Test
    void callsOnAVirtualThreadAndBehindADecorator() {
        when().get("/catalogue/thread").then().statusCode(200).body(is("done"));
        when().get("/catalogue/decorated").then().statusCode(409).body(is("not on the shelf"));
        given().header("X-Place", "shelf").get("/catalogue/decorated").then().statusCode(200).body(is("stocked"));
    }

    @Test
    void answersFailuresByTheirClass() {
        when().get("/catalogue/broken").then().statusCode(503).body(is("no disk"));
    }

    @Test
    void servesFilesOfTheApplication() {
        String tag = when().get("/catalogue/files/").then().statusCode(200).contentType("text/html;charset=utf-8")
                .body(containsString("<title>Catalogue</title>")).extract().header("ETag");
        given().header("If-None-Match", tag).get("/catalogue/files/index.html").then().statusCode(304);
        when().get("/catalogue/files/other.html").then().statusCode(404);
    }
}
