<?php
// Sends a document to vanban and saves it as PDF and DOCX (PHP 7.4 or later with the extension curl).
//
//     php send.php DOCUMENT.json [FOLDER]
//
// VANBAN_URL is the server (default http://127.0.0.1:8080), VANBAN_KEY the key where the server asks for one.

function post(string $document, string $format): array
{
    $url = getenv('VANBAN_URL') ?: 'http://127.0.0.1:8080';
    $send = ['Content-Type: application/json'];
    if (getenv('VANBAN_KEY')) {
        $send[] = 'Authorization: Bearer ' . getenv('VANBAN_KEY');
    }
    $headers = [];
    $curl = curl_init("$url/v1/documents?format=$format");
    curl_setopt_array($curl, [
        CURLOPT_POSTFIELDS => $document,
        CURLOPT_HTTPHEADER => $send,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_TIMEOUT => 60,
        CURLOPT_HEADERFUNCTION => function ($curl, string $line) use (&$headers): int {
            [$name, $value] = explode(':', $line, 2) + [1 => ''];
            $headers[strtolower($name)] = trim($value);
            return strlen($line);
        },
    ]);
    $body = curl_exec($curl);
    if ($body === false) {
        fwrite(STDERR, curl_error($curl) . "\n");
        exit(1);
    }
    return [curl_getinfo($curl, CURLINFO_RESPONSE_CODE), $headers, $body];
}

function render(string $document, string $format): array
{
    [$status, $headers] = $answer = post($document, $format);
    if ($status !== 429 && $status !== 503) {
        return $answer;
    }
    // The server is busy and says for how many seconds; once is enough for a program with a user in front of it.
    sleep(min((int) ($headers['retry-after'] ?? 1), 30));
    return post($document, $format);
}

/** The name that the server gives, with nothing left in it that could lead out of the folder. */
function fileName(array $headers, string $format): string
{
    preg_match("/filename\*=UTF-8''([^;]+)/i", $headers['content-disposition'] ?? '', $found);
    $name = preg_replace('/[\\\\\/:*?"<>|\x00-\x1f]/', '_', rawurldecode($found[1] ?? ''));
    return ltrim($name, '.') ?: "document.$format";
}

[, $file, $folder] = $argv + [2 => '.'];
foreach (['pdf', 'docx'] as $format) {
    [$status, $headers, $body] = render(file_get_contents($file), $format);
    if ($status !== 200) {
        $problem = json_decode($body, true) ?: ['code' => '', 'detail' => 'not an answer of vanban', 'request_id' => '-'];
        echo "HTTP $status $problem[code]: $problem[detail] (request $problem[request_id])\n";
        // Errors first: the warnings alone would not have kept the file from being made.
        foreach (['error', 'warning'] as $severity) {
            foreach ($problem['problems'] ?? [] as $p) {
                echo $p['severity'] === $severity ? "$severity $p[pointer]: $p[message] " . ($p['hint'] ?? '') . "\n" : '';
            }
        }
        exit(1);
    }
    $name = fileName($headers, $format);
    file_put_contents("$folder/$name", $body) !== false || exit(1);
    echo "$name: pages {$headers['vanban-pages']}, warnings {$headers['vanban-warnings']} ", $headers['vanban-warning-codes'] ?? '', "\n";
}
