package io.quarkiverse.tomodachi.deployment.devservices;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Images of LocalStack that end at once because they need a token are refused before they are pulled. */
final class LocalStackImage {

    private static final Pattern VERSION = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:[.-].*)?");

    private LocalStackImage() {
    }

    /** @throws IllegalStateException if the image needs a token and the environment has none */
    static void check(String image, Map<String, String> environment) {
        if (needsToken(image) && environment.getOrDefault(LocalStack.TOKEN, "").isBlank()) {
            throw new IllegalStateException("The image " + image + " of LocalStack needs a token: set the environment variable "
                    + LocalStack.TOKEN + ", or quarkus.tomodachi.devservices.aws.image to 4.14 or earlier, or"
                    + " quarkus.tomodachi.devservices.aws.provider to 'floci' without an image, or"
                    + " quarkus.tomodachi.devservices.mode to 'embedded'");
        }
    }

    static boolean needsToken(String image) {
        int name = image.lastIndexOf('/') + 1;
        int colon = image.indexOf(':', name);
        String repository = colon < 0 ? image.substring(name) : image.substring(name, colon);
        if (repository.equals("localstack-pro")) {
            return true;
        }
        if (!repository.equals("localstack")) {
            return false;
        }
        Matcher version = VERSION.matcher(colon < 0 ? "latest" : image.substring(colon + 1));
        if (!version.matches()) {
            return true;
        }
        int major = Integer.parseInt(version.group(1));
        return major > 4 || major == 4 && version.group(2) != null && Integer.parseInt(version.group(2)) > 14;
    }
}
