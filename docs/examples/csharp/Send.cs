// Sends a document to vanban and saves it as PDF and DOCX.
//
//     dotnet run DOCUMENT.json [FOLDER]
//     mcs -r:System.Net.Http.dll -r:System.Runtime.Serialization.dll Send.cs && mono Send.exe DOCUMENT.json [FOLDER]
//
// VANBAN_URL is the server (default http://127.0.0.1:8080), VANBAN_KEY the key where the server asks for one.
// It keeps to C# 7 and to what .NET Framework 4.5 has, so that it can go into older systems too.
using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Runtime.Serialization;
using System.Runtime.Serialization.Json;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

[DataContract]
class Problem
{
    [DataMember(Name = "code")] public string Code;
    [DataMember(Name = "detail")] public string Detail;
    [DataMember(Name = "request_id")] public string RequestId;
    [DataMember(Name = "severity")] public string Severity;
    [DataMember(Name = "pointer")] public string Pointer;
    [DataMember(Name = "message")] public string Message;
    [DataMember(Name = "hint")] public string Hint;
    [DataMember(Name = "problems")] public Problem[] Problems;
}

static class Send
{
    static readonly string Url = Environment.GetEnvironmentVariable("VANBAN_URL") ?? "http://127.0.0.1:8080";
    static readonly HttpClient Client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };

    static async Task<HttpResponseMessage> Render(byte[] document, string format, bool again = true)
    {
        var body = new ByteArrayContent(document);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var answer = await Client.PostAsync(Url + "/v1/documents?format=" + format, body);
        if (!again || (int)answer.StatusCode != 429 && (int)answer.StatusCode != 503) return answer;
        // The server is busy and says for how many seconds; once is enough for a program with a user in front of it.
        await Task.Delay(TimeSpan.FromSeconds(Math.Min(answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? 1, 30)));
        return await Render(document, format, again: false);
    }

    static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

    // The name that the server gives, with nothing left in it that could lead out of the folder.
    static string FileName(HttpResponseMessage answer, string format)
    {
        var name = answer.Content.Headers.ContentDisposition?.FileNameStar ?? "";
        name = Regex.Replace(name, "[\\\\/:*?\"<>|\x00-\x1f]", "_").TrimStart('.');
        return name == "" ? "document." + format : name;
    }

    static async Task Explain(HttpResponseMessage answer)
    {
        Console.WriteLine("HTTP {0} {1}", (int)answer.StatusCode, answer.ReasonPhrase);
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return;
        var json = new DataContractJsonSerializer(typeof(Problem));
        var problem = (Problem)json.ReadObject(await answer.Content.ReadAsStreamAsync());
        Console.WriteLine("{0}: {1} (request {2})", problem.Code, problem.Detail, problem.RequestId);
        // Errors first: the warnings alone would not have kept the file from being made.
        foreach (var p in (problem.Problems ?? new Problem[0]).OrderBy(p => p.Severity != "error"))
            Console.WriteLine("{0} {1}: {2} {3}", p.Severity, p.Pointer, p.Message, p.Hint);
    }

    static async Task<int> Run(string file, string folder)
    {
        var key = Environment.GetEnvironmentVariable("VANBAN_KEY");
        if (key != null) Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        foreach (var format in new[] { "pdf", "docx" })
        {
            var answer = await Render(File.ReadAllBytes(file), format);
            if (!answer.IsSuccessStatusCode)
            {
                await Explain(answer);
                return 1;
            }
            var name = FileName(answer, format);
            File.WriteAllBytes(Path.Combine(folder, name), await answer.Content.ReadAsByteArrayAsync());
            Console.WriteLine("{0}: pages {1}, warnings {2} {3}", name, Header(answer, "Vanban-Pages"),
                Header(answer, "Vanban-Warnings"), Header(answer, "Vanban-Warning-Codes"));
        }
        return 0;
    }

    static void Main(string[] args)
    {
        Console.OutputEncoding = new UTF8Encoding();
        var code = Run(args[0], args.ElementAtOrDefault(1) ?? ".").GetAwaiter().GetResult();
        // When Main merely returns, Mono now and then waits a minute for threads that have nothing to do.
        Environment.Exit(code);
    }
}
