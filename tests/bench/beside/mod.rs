//! Other generators, each with the smallest project that gives what dateline gives of the articles
//! alone: a page an article with ways to the articles before and after it, a list of all, one for
//! each tag and publisher, and their feeds.

use super::collection;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A generator of websites that may be installed.
pub struct Generator {
    /// Its command, which the variable of that name in capitals gives another path.
    pub name: &'static str,
    /// Its arguments in the folder of its project; the last one ends with the folder of the site,
    /// which has to be added.
    pub arguments: &'static [&'static str],
    /// The files of its project beside the articles.
    files: &'static [(&'static str, &'static str)],
    /// Where the articles lie.
    content: &'static str,
    /// True if it wants tags and publishers in a table of taxonomies.
    strict: bool,
}

pub const GENERATORS: &[Generator] = &[
    Generator {
        name: "hugo",
        arguments: &["--quiet", "--destination="],
        content: "content",
        strict: false,
        files: &[
            (
                "hugo.toml",
                "baseURL = 'https://example.org/'\ntitle = 'News'\ndisableKinds = ['section', '404']\n\
                 [taxonomies]\ntag = 'tags'\npublisher = 'publisher'\n[services.rss]\nlimit = 20\n",
            ),
            (
                "layouts/single.html",
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title></head><body>\
                 <h1>{{ .Title }}</h1><time>{{ .Date.Format \"2006-01-02\" }}</time>{{ .Content }}\
                 {{ with .Next }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}\
                 {{ with .Prev }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}</body></html>\n",
            ),
            (
                "layouts/list.html",
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title></head><body><ul>\
                 {{ range .Pages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> \
                 {{ .Date.Format \"2006-01-02\" }}</li>{{ end }}</ul></body></html>\n",
            ),
            (
                "layouts/home.html",
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ .Title }}</title></head><body><ul>\
                 {{ range .Site.RegularPages }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a> \
                 {{ .Date.Format \"2006-01-02\" }}</li>{{ end }}</ul></body></html>\n",
            ),
        ],
    },
    Generator {
        name: "zola",
        arguments: &["build", "--output-dir="],
        content: "content",
        strict: true,
        files: &[
            (
                "config.toml",
                "base_url = 'https://example.org'\ntitle = 'News'\ncompile_sass = false\nbuild_search_index = false\n\
                 generate_feeds = true\nfeed_filenames = ['atom.xml']\nfeed_limit = 20\n\
                 [[taxonomies]]\nname = 'tags'\nfeed = true\n[[taxonomies]]\nname = 'publishers'\nfeed = true\n",
            ),
            ("content/_index.md", "+++\nsort_by = 'date'\n+++\n"),
            (
                "templates/page.html",
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ page.title }}</title></head>\
                 <body><h1>{{ page.title }}</h1><time>{{ page.date }}</time>{{ page.content | safe }}\
                 {% if page.lower %}<a href=\"{{ page.lower.permalink | safe }}\">{{ page.lower.title }}</a>{% endif %}\
                 {% if page.higher %}<a href=\"{{ page.higher.permalink | safe }}\">{{ page.higher.title }}</a>{% endif %}\
                 </body></html>\n",
            ),
            (
                "templates/taxonomy_list.html",
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ taxonomy.name }}</title></head>\
                 <body><ul>{% for term in terms %}<li><a href=\"{{ term.permalink | safe }}\">{{ term.name }}</a></li>\
                 {% endfor %}</ul></body></html>\n",
            ),
            (
                "templates/taxonomy_single.html",
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ term.name }}</title></head><body><ul>\
                 {% for page in term.pages %}<li><a href=\"{{ page.permalink | safe }}\">{{ page.title }}</a> \
                 {{ page.date }}</li>{% endfor %}</ul></body></html>\n",
            ),
            (
                "templates/index.html",
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>News</title></head><body><ul>\
                 {% for page in section.pages %}<li><a href=\"{{ page.permalink | safe }}\">{{ page.title }}</a> \
                 {{ page.date }}</li>{% endfor %}</ul></body></html>\n",
            ),
        ],
    },
    Generator {
        name: "eleventy",
        arguments: &["--quiet", "--output="],
        content: "articles",
        strict: false,
        files: &[
            ("articles/articles.json", "{\"layout\": \"page.njk\", \"permalink\": \"/{{ page.filePathStem }}/\"}\n"),
            (
                "eleventy.config.mjs",
                "export default (config) => config.addCollection('articles', (all) => all.getFilteredByGlob('articles/**/*.md'));\n",
            ),
            (
                "_includes/page.njk",
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ title }}</title></head>\
                 <body><h1>{{ title }}</h1><time>{{ page.date.toISOString() }}</time>{{ content | safe }}</body></html>\n",
            ),
            (
                "index.njk",
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>News</title></head><body><ul>\
                 {% for page in collections.articles %}<li><a href=\"{{ page.url }}\">{{ page.data.title }}</a> \
                 {{ page.date.toISOString() }}</li>{% endfor %}</ul></body></html>\n",
            ),
            (
                "tag.njk",
                "---\npagination: {data: collections, size: 1, alias: tag, filter: [all, articles]}\n\
                 permalink: \"/tags/{{ tag }}/\"\n---\n<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
                 <title>{{ tag }}</title></head><body><ul>{% for page in collections[tag] %}<li><a href=\"{{ page.url }}\">\
                 {{ page.data.title }}</a> {{ page.date.toISOString() }}</li>{% endfor %}</ul></body></html>\n",
            ),
            (
                "feed.njk",
                "---\npermalink: feed.xml\n---\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>News</title>\
                 {% for page in collections.articles.slice(-20) %}<entry><title>{{ page.data.title }}</title>\
                 <id>https://example.org{{ page.url }}</id><updated>{{ page.date.toISOString() }}</updated>\
                 <content type=\"html\">{{ page.content | escape }}</content></entry>{% endfor %}</feed>\n",
            ),
        ],
    },
];

impl Generator {
    /// The command, if it is installed.
    pub fn command(&self) -> Option<PathBuf> {
        if let Some(given) = std::env::var_os(self.name.to_uppercase()) {
            return Some(given.into());
        }
        let folders = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&folders).map(|folder| folder.join(self.name)).find(|file| file.is_file())
    }

    /// Writes its project with so many articles.
    ///
    /// # Errors
    /// Where the system refuses to write.
    pub fn write(&self, folder: &Path, articles: usize) -> io::Result<()> {
        let put = |path: &str, text: &str| {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(path, text)
        };
        for (path, text) in self.files {
            put(path, text)?;
        }
        for number in 0..articles {
            let path = format!("{}/{}", self.content, collection::path(number));
            let article = collection::article(number);
            if self.strict && number.is_multiple_of(100) {
                put(&path.replace(&format!("/news-{number:05}.md"), "/_index.md"), "+++\ntransparent = true\n+++\n")?;
            }
            put(&path, &if self.strict { strictly(&article) } else { article })?;
        }
        Ok(())
    }
}

/// An article whose front matter has only keys that Zola knows.
fn strictly(article: &str) -> String {
    let lines = article.lines().map(|line| match line.split_once(": ") {
        Some(("publisher", publisher)) => format!("taxonomies:\n  publishers: [{publisher}]\n"),
        Some(("tags", tags)) => format!("  tags: {tags}\n"),
        _ => format!("{line}\n"),
    });
    lines.collect()
}
