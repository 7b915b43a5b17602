package io.quarkiverse.tomodachi.deployment.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

class StaticFilesMistakesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Site.class))
            .assertException(failure -> {
                String at = "@HttpStatic method " + Site.class.getName() + "#";
                assertThat(Problems.of(failure)).contains(
                        at + "root() has the path '/'; name a folder",
                        at + "empty() has the path ' '; name a folder",
                        at + "wholeClassPath() has the path 'classpath:/'; name a folder of the resources",
                        at + "missing() has the path 'classpath:nowhere', which is not among the resources; create"
                                + " src/main/resources/nowhere",
                        at + "configured() has the path 'classpath:${folder}'; resources are collected when the application is"
                                + " built",
                        at + "groups() has groups [filename, other] in its URL",
                        at + "index() has the index 'sub/index.html'; write the name of a file",
                        at + "charset() has the charset 'utf-99', which is not known",
                        at + "header() has control characters in its cacheControl",
                        at + "statuses() has the status 20 in ignoreLogging");
            });

    @TomodachiService("site")
    static class Site {

        @HttpStatic(path = "/", url = "/a/")
        void root() {
        }

        @HttpStatic(path = " ", url = "/b/")
        void empty() {
        }

        @HttpStatic(path = "classpath:/", url = "/c/")
        void wholeClassPath() {
        }

        @HttpStatic(path = "classpath:nowhere", url = "/d/")
        void missing() {
        }

        @HttpStatic(path = "classpath:${folder}", url = "/e/")
        void configured() {
        }

        @HttpStatic(path = "f", url = "/f/(?<filename>.*)/(?<other>.*)")
        void groups() {
        }

        @HttpStatic(path = "g", url = "/g/", index = "sub/index.html")
        void index() {
        }

        @HttpStatic(path = "h", url = "/h/", charset = "utf-99")
        void charset() {
        }

        @HttpStatic(path = "i", url = "/i/", cacheControl = "no-store\r\nX-A: b")
        void header() {
        }

        @HttpStatic(path = "j", url = "/j/", ignoreLogging = { 20 })
        void statuses() {
        }
    }

    @Test
    void failsTheBuild() {
        fail("the application should not have been built");
    }
}
