import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends a document to vanban and saves it as PDF and DOCX (Java 11 or later): java Send.java DOCUMENT.json [FOLDER].
 * VANBAN_URL is the server (default http://127.0.0.1:8080), VANBAN_KEY the key where the server asks for one.
 */
public class Send {
    static final String URL = System.getenv().getOrDefault("VANBAN_URL", "http://127.0.0.1:8080");
    static final String KEY = System.getenv("VANBAN_KEY");
    static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    static HttpResponse<byte[]> render(Path document, String format) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(URL + "/v1/documents?format=" + format))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofFile(document));
        if (KEY != null) request.header("Authorization", "Bearer " + KEY);
        var answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 429 && answer.statusCode() != 503) return answer;
        // The server is busy and says for how many seconds; once is enough for a program with a user in front of it.
        Thread.sleep(1000 * Math.min(answer.headers().firstValueAsLong("Retry-After").orElse(1), 30));
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** The name that the server gives, with nothing left in it that could lead out of the folder. */
    static String fileName(HttpResponse<?> answer, String format) {
        Matcher found = Pattern.compile("(?i)filename\\*=UTF-8''([^;]+)").matcher(header(answer, "Content-Disposition"));
        // URLDecoder is made for forms, where a plus is a space.
        String name = found.find() ? URLDecoder.decode(found.group(1).replace("+", "%2B"), StandardCharsets.UTF_8) : "";
        name = name.replaceAll("[\\\\/:*?\"<>|\\x00-\\x1f]", "_").replaceAll("^\\.+", "");
        return name.isEmpty() ? "document." + format : name;
    }

    /** The JDK reads no JSON: a program with Jackson or Gson takes all of this from there. */
    static final String TEXT = "\":\\s*\"((?:[^\"\\\\]|\\\\.)*)\"";

    static void explain(HttpResponse<byte[]> answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        Matcher detail = Pattern.compile("\"detail" + TEXT).matcher(body);
        System.out.printf("HTTP %d: %s (request %s)%n", answer.statusCode(), detail.find() ? detail.group(1) : "no answer of vanban",
                header(answer, "X-Request-Id"));
        // Errors first: the warnings alone would not have kept the file from being made.
        for (String severity : new String[] {"error", "warning"}) {
            Matcher problem = Pattern.compile("\"severity\":\\s*\"" + severity + "\"[^{}]*?\"pointer" + TEXT + "[^{}]*?\"message" + TEXT
                    + "(?:,\\s*\"hint" + TEXT + ")?").matcher(body);
            while (problem.find()) {
                String hint = problem.group(3) == null ? "" : problem.group(3);
                System.out.println((severity + " " + problem.group(1) + ": " + problem.group(2) + " " + hint).replaceAll("\\\\(.)", "$1"));
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args.length > 1 ? args[1] : ".");
        for (String format : new String[] {"pdf", "docx"}) {
            var answer = render(Path.of(args[0]), format);
            if (answer.statusCode() != 200) {
                explain(answer);
                System.exit(1);
            }
            String name = fileName(answer, format);
            Files.write(folder.resolve(name), answer.body());
            System.out.printf("%s: pages %s, warnings %s %s%n", name, header(answer, "Vanban-Pages"),
                    header(answer, "Vanban-Warnings"), header(answer, "Vanban-Warning-Codes"));
        }
    }
}
