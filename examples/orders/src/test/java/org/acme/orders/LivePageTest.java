package org.acme.orders;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class LivePageTest {

    private static final Path BROWSER = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));
    private static final Path DRIVER = Path.of(System.getProperty("chromedriver", "/usr/bin/chromedriver"));

    @TestHTTPResource("/live/")
    URI page;

    @TempDir
    Path profile;

    @Test
    void servesThePage() {
        when().get("/live/").then().statusCode(200).contentType("text/html;charset=utf-8")
                .header("Cache-Control", "no-cache").body(containsString("live.js"));
        given().redirects().follow(false).get("/live").then().statusCode(301).header("Location", endsWith("/live/"));
        when().get("/live/feed").then().statusCode(426).header("Upgrade", is("websocket"));
    }

    /** An order that is placed on the page comes along on the page until it is shipped, without a reload. */
    @Test
    void showsOrdersInABrowser() {
        assumeTrue(Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER), "there is no Chromium");
        ChromeDriver browser = start();
        try {
            browser.get(page.toString());
            await().atMost(1, MINUTES).untilAsserted(() -> assertThat(text(browser, "#connection")).isEqualTo("live"));
            int before = browser.findElements(By.cssSelector("#orders tr")).size();
            browser.findElement(By.cssSelector("#order button")).click();
            await().atMost(1, MINUTES).untilAsserted(() -> {
                assertThat(browser.findElements(By.cssSelector("#orders tr"))).hasSize(before + 1);
                assertThat(text(browser, "#orders tr td:last-child")).isEqualTo("shipped");
                assertThat(text(browser, "#counts dd[data-state=SHIPPED]")).isNotEqualTo("0");
            });
        } finally {
            browser.quit();
        }
    }

    private static String text(ChromeDriver browser, String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    private ChromeDriver start() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--user-data-dir=" + profile);
        return new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(), options);
    }
}
