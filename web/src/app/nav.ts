// The pages of the service. A page that comes gets its entry here: all headers follow.
export const nav = [
  { href: "/", label: "Văn bản" },
  { href: "/hang-loat", label: "Hàng loạt" },
  { href: "/co-quan", label: "Cơ quan" },
];

export const service = "Soạn văn bản hành chính";
